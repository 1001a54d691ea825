"""Geschiedenis of a candidate (`h`): what was filled in and changed before he is a pupil; later it is in his own."""

from sotdesk.domain.errors import NotFound
from sotdesk.screens.candidate_rows import candidate_name
from sotdesk.screens.case_rows import Showing
from sotdesk.screens.history import HistoryScreen


class CandidateHistoryScreen(HistoryScreen):
    """Address: the candidate's id."""

    ROUTE = "candidate_history"

    @property
    def in_view(self) -> tuple[str, str]:
        """No pupil yet."""
        return "", ""

    @property
    def whose(self) -> str:
        """His name, for the title."""
        return candidate_name(self._candidate, hidden=self.private)

    def reload(self, keep: str | None = None) -> None:
        """Who he is and how that may be shown; then the rest."""
        try:
            self._candidate = self.store.candidates.get(self.ids[0])
        except NotFound as error:
            self.call_later(self._leave, error.sentence)
            return
        today, names = self.store.clock.today(), (self._candidate.name,)
        self._show = Showing(today, names, self.private, self.low, self.desk.shielded)
        self.show_all(keep)
        self.refresh_bindings()
