"""Which screen belongs to which address. A screen is named here by its module, so that it is imported when shown.

An address is a route and the ids it needs, such as `("case", case_id)`; it holds no pupil's data, and so may be
remembered while the desk is locked.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.screens.base import BaseScreen

Address = tuple[str, ...]

ROUTES = {
    "today": "today:TodayScreen",
    "meetings": "meetings:MeetingsScreen",
    "agenda": "agenda:AgendaScreen",
    "ask": "asking:AskScreen",
    "ask_before": "asking:AskBeforeScreen",
    "invites": "invites:InvitesScreen",
    "prep": "prep:PrepScreen",
    "kinds": "meeting_kinds:KindsScreen",
    "meeting": "meeting:MeetingScreen",
    "moment": "moment:MomentScreen",
    "closing": "closing:ClosingScreen",
    "cases": "cases:CasesScreen",
    "candidates": "candidates:CandidatesScreen",
    "candidate": "candidate:CandidateScreen",
    "candidate_history": "candidate_history:CandidateHistoryScreen",
    "case": "case:CaseScreen",
    "student": "student:StudentScreen",
    "absence": "absence:AbsenceScreen",
    "consents": "consents:ConsentsScreen",
    "people": "people:PeopleScreen",
    "plan": "plan:PlanScreen",
    "history": "history:HistoryScreen",
    "gate": "gate:GateScreen",
    "handover": "handover:HandoverScreen",
    "handovers": "handovers:HandoversScreen",
    "kwadrant": "kwadrant:KwadrantScreen",
    "meldcode": "meldcode:MeldcodeScreen",
    "class_kwadrants": "class_kwadrants:ClassKwadrantsScreen",
    "class_kwadrant": "class_kwadrant:ClassKwadrantScreen",
    "class_scan": "class_scan:ClassScanScreen",
    "class_import": "class_import:ClassImportScreen",
    "transfer": "transfer:TransferScreen",
    "receive": "receive:ReceiveScreen",
    "school_year": "school_year:SchoolYearScreen",
    "actions": "actions:ActionsScreen",
    "contacts": "contacts:ContactsScreen",
    "import": "import_students:ImportScreen",
    "find": "find:FindScreen",
    "rights": "rights:RightsScreen",
    "rights_file": "rights_file:RightsFileScreen",
    "retention": "retention:RetentionScreen",
    "left_files": "left_files:LeftFilesScreen",
    "school": "school:SchoolScreen",
    "settings": "settings:SettingsScreen",
    "vault": "vault_safe:VaultSafeScreen",
    "sisa": "sisa:SisaScreen",
    "acute": "acute:AcuteScreen",
}
"""Route → module and class under sotdesk.screens; the class takes the store and the ids of the address."""

PLACES: tuple[tuple[str, str], ...] = (
    ("Vandaag", "today"),
    ("Overleg", "meetings"),
    ("Casussen", "cases"),
    ("Afspraken", "actions"),
    ("Contacten", "contacts"),
)
"""The places in the order of their digits: name and route."""


def screen_for(address: Address, store: "Store") -> "BaseScreen":
    """Make the screen of an address. KeyError for a route that does not exist."""
    module, _, name = ROUTES[address[0]].partition(":")
    kind = getattr(import_module(f"sotdesk.screens.{module}"), name)
    made: BaseScreen = kind(store, *address[1:])
    return made


def pupil_address(address: Address, store: "Store") -> Address:
    """`("student", id, spot)` becomes the pupil's case card when there is one; other addresses stay."""
    if address[0] != "student":
        return address
    case = store.cases.of_student(address[1])
    return ("case", case.id, *address[2:]) if case else address
