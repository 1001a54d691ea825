"""Acts before the vault is open."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "unlock": (
        Act(
            "unlock.again",
            "enter",
            "again",
            "opnieuw",
            "Kijkt opnieuw naar het bestand.",
            False,
            palette=False,
        ),
        Act(
            "unlock.mend",
            "ctrl+r",
            "mend",
            "reservekopie terugzetten",
            "Zet de goede reservekopie terug als de kluis beschadigd is; het beschadigde bestand blijft bewaard.",
            False,
            palette=False,
        ),
        Act("unlock.show", "ctrl+t", "show", "tonen", "Toont of verbergt wat je typt.", False, palette=False),
        Act("unlock.stop", "escape", "app.quit", "stoppen", "Sluit het programma.", False, palette=False),
    ),
    "vault_task": (
        Act(
            "vault_task.leave",
            "escape",
            "leave",
            "toch niet",
            "Stopt als dat nog kan; anders gaat het terug naar het gewone slot. Er is dan niets veranderd.",
            False,
            instead_of="unlock.stop",
            palette=False,
        ),
    ),
    "work": (
        Act(
            "work.stop",
            "escape",
            "stop",
            "stoppen",
            "Stopt voor de volgende stap; er verandert dan niets.",
            False,
            palette=False,
        ),
    ),
    "form.passphrase": (
        Act(
            "passphrase.other",
            "ctrl+r",
            "other",
            "andere woorden",
            "Stelt andere woorden voor.",
            False,
            palette=False,
        ),
        Act(
            "passphrase.show",
            "ctrl+t",
            "show",
            "tonen",
            "Toont of verbergt wat je typt.",
            False,
            palette=False,
        ),
    ),
    "first_run": (
        Act("first_run.next", "enter", "next", "verder", "Gaat een stap verder.", False, palette=False),
        Act(
            "first_run.back",
            "escape",
            "back",
            "terug",
            "Gaat een stap terug; bij de eerste stap stopt het.",
            False,
            palette=False,
        ),
        Act(
            "first_run.other",
            "r",
            "other",
            "andere woorden",
            "Stelt andere woorden voor.",
            False,
            palette=False,
        ),
        Act(
            "first_run.show",
            "ctrl+t",
            "show",
            "tonen",
            "Toont of verbergt wat je typt.",
            False,
            palette=False,
        ),
    ),
}
