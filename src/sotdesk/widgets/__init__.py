"""What all screens are built from. Widgets post messages and know no store; text given to them is literal.

Text with a role: `pieces(("Hulpvraag ", "label"), text)` → Content; roles are in `pieces.ROLES`
    (strong muted faint label accent kind good warn ask error heading). Never a colour, never markup.

Lists: `Lines(id="mine", empty="Nog geen afspraken.")`, filled in `reload(keep)` by
    lines.refill([heading("Nu"), option(str(a.id), col("□", 1, "warn"), flex(a.what), name(a.who, 14, "muted"),
                  fit("vr 27 nov", "muted", drop=60)), blank(), note("nog 3")], keep)
    `lines.current` is the id under the cursor (or None), `lines.keys` all ids, `lines.go_to(id)` moves;
    Enter or a click posts `Lines.OptionSelected` (`event.option_id`), moving posts `Lines.OptionHighlighted`.
    `option(…, wrap=True)` wraps the flex column with a hanging indent. `right=True` aligns right.
    Newest at the bottom: height auto in a box with `align-vertical: bottom`, and `lines.anchor()` once.
    One row changes: `lines.replace_option_prompt(id, Row(col(…), flex(…)))`.
    Tests: `texts(lines.options)` gives the plain text per row.

Panel: `Panel(Lines(id="mine"), title="Mijn afspraken", subtitle="4")`, later `panel.label(title, subtitle)`
    with str or Content; round and quiet, accent and bold title while something in it has the focus.

A full screen: subclass `screens.base.BaseScreen` with `SCOPE`, `HERE` (digit), `HELP` (Dutch Markdown),
    `BINDINGS = bindings(SCOPE)` (actions/), `body()` and `reload(keep=None)`. Top and key line come by themselves.
    `self.tell("Afgevinkt.")`, `self.attempt(lambda: store.x(), done="Bewaard.")`, `self.fail(error)`, `self.private`.

Forms: subclass `screens.dialogs.FormDialog[Result]`: `heading`, `fields()`, `result()` (raises `FieldError`);
    def fields(self): yield Field("Roepnaam", Line(id="first"), note="zoals in de klas")
                      yield Field("Soort", Pick([("new", "nieuw"), ("follow", "volgen")], id="kind"))
                      yield Field("Uiterlijk", DateLine(read, id="due"))  # read(words) -> (date, "vr 27 nov")
                      yield Field("Geprobeerd", TextBox(rows=4, id="tried"))
    self.app.push_screen(MyForm(save=lambda r: store.add(r)), self.after)      # after(result | None)
    A person's name: `NameLine(id="last")` gives what is typed without capitals its capitals when she leaves it.
    `self.text("first")`, `self.field("due").control`; also ConfirmDialog, MessageDialog, AskDialog.

Capture line: `CaptureBox(reader, completer, "wat wordt er gezegd?")` has `.line` and `.preview`.
    reader(line, cursor) -> [(start, end, role)] to tint; completer(line, cursor) -> [Choice(start, end, "@smw", "SMW",
    "N. Smit")]. `box.line` posts Capture.Kept(line), Changed, Leave, Cycle(by), Back; `box.line.draft` and
    `set_draft(Draft(text, cursor))` keep half-typed text; `give_back(line)` when keeping failed; `read_again()` when
    what reader or completer knows has changed; `box.preview.say(("Afspraak", "kind"), "  ", text)`.
"""
