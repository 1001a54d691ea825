"""The store: what screens ask and say, in domain words. One method = one transaction, on disk when it returns."""

from sqlalchemy import Engine

from sotdesk.data.store.absence import Absences
from sotdesk.data.store.actions import Actions
from sotdesk.data.store.acute import Acute
from sotdesk.data.store.asking import Asking
from sotdesk.data.store.attention import Attention
from sotdesk.data.store.base import Desk
from sotdesk.data.store.candidates import Candidates
from sotdesk.data.store.cases import Cases
from sotdesk.data.store.class_views import ClassViews
from sotdesk.data.store.consents import Consents
from sotdesk.data.store.contacts import Contacts
from sotdesk.data.store.desk import DeskPart
from sotdesk.data.store.exchanges import Exchanges
from sotdesk.data.store.feedback import Feedback
from sotdesk.data.store.finding import Finding
from sotdesk.data.store.handed import HandedOut
from sotdesk.data.store.handovers import Handovers
from sotdesk.data.store.history_read import Histories
from sotdesk.data.store.invites import Invitations
from sotdesk.data.store.kwadrant import Kwadrants
from sotdesk.data.store.meetings import Meetings
from sotdesk.data.store.meldcode import Runs
from sotdesk.data.store.meldcode_around import RunParts
from sotdesk.data.store.moments import Moments
from sotdesk.data.store.network import Networks
from sotdesk.data.store.prep import Preparations
from sotdesk.data.store.protocols import Protocols
from sotdesk.data.store.referral_gate import ReferralGates
from sotdesk.data.store.report import Reports
from sotdesk.data.store.retention import Retention
from sotdesk.data.store.rights import Rights
from sotdesk.data.store.school import SchoolPart
from sotdesk.data.store.school_year import SchoolYears
from sotdesk.data.store.sisa import Sisa
from sotdesk.data.store.students import Students
from sotdesk.data.store.support import SupportPart
from sotdesk.data.store.table import AtTable
from sotdesk.data.store.transfer import Transfers
from sotdesk.data.store.transfer_take import Receiving
from sotdesk.data.vault import translate
from sotdesk.domain.clock import Clock, system_clock


class Store:
    """The whole desk over one open vault."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self.shared = Desk(engine, clock or system_clock(), translate)
        self.clock = self.shared.clock
        self.school = SchoolPart(self.shared)
        self.retention = Retention(self.shared)
        self.rights = Rights(self.shared)
        self.students = Students(self.shared)
        self.contacts = Contacts(self.shared)
        self.cases = Cases(self.shared)
        self.candidates = Candidates(self.shared)
        self.meetings = Meetings(self.shared)
        self.handed = HandedOut(self.shared)
        self.handovers = Handovers(self.shared)
        self.moments = Moments(self.shared)
        self.invites = Invitations(self.shared)
        self.asking = Asking(self.shared)
        self.prep = Preparations(self.shared)
        self.table = AtTable(self.shared)
        self.actions = Actions(self.shared)
        self.report = Reports(self.shared)
        self.feedback = Feedback(self.shared)
        self.desk = DeskPart(self.shared)
        self.attention = Attention(self.shared)
        self.acute = Acute(self.shared)
        self.consents = Consents(self.shared)
        self.exchanges = Exchanges(self.shared)
        self.absence = Absences(self.shared)
        self.network = Networks(self.shared)
        self.support = SupportPart(self.shared)
        self.kwadrant = Kwadrants(self.shared)
        self.runs = Runs(self.shared)
        self.run_parts = RunParts(self.shared)
        self.classes = ClassViews(self.shared)
        self.protocols = Protocols(self.shared)
        self.gates = ReferralGates(self.shared)
        self.finding = Finding(self.shared)
        self.history = Histories(self.shared)
        self.transfers = Transfers(self.shared)
        self.receiving = Receiving(self.shared)
        self.years = SchoolYears(self.shared)
        self.sisa = Sisa(self.shared)

    @property
    def facts(self) -> int:
        """Another number after every write of more than half-typed text."""
        return self.shared.facts

    @property
    def changed(self) -> bool:
        """Whether this sitting wrote anything."""
        return self.shared.changes > 0
