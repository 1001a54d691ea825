"""Opening the forms of a measure, for every screen about one pupil: his card and the referral gate."""

from sotdesk.domain.errors import NotFound
from sotdesk.domain.masking import mask
from sotdesk.domain.support import Review, Support
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.support_forms import ReviewForm, SupportForm


class OpensSupport(BaseScreen):
    """Give `student_id`; the screen shows itself anew after a form."""

    @property
    def student_id(self) -> str:
        """Whose measures they are."""
        raise NotImplementedError

    def open_support(self, support_id: str = "") -> None:
        """The form of a measure; without an id a new one (n o)."""

        def after(kept: Support | None) -> None:
            if kept is not None:
                self.tell("Ondersteuning bewaard.")
                self.reload(support_id or None)

        support = self._measure(support_id) if support_id else None
        if not support_id or support:
            form = SupportForm(self.store, self.student_id, support, self._called)
            self.app.push_screen(form, after)

    def open_review(self, support_id: str, review_id: str = "") -> None:
        """The form of an evaluation: that one, else a new one."""

        def after(review: Review | None) -> None:
            if review is not None:
                self.tell("Evaluatie bewaard.")
                self.reload(support_id)

        support = self._measure(support_id)
        if support:
            review = next((r for r in support.reviews if r.id == review_id), None)
            about = f"{self._shown(support.name)} · {self._called}"
            form = ReviewForm(self.store, support, review, about, self._shown(support.goal))
            self.app.push_screen(form, after)

    def review_of(self, support: Support) -> str:
        """The evaluation that is asked for: a new one ('') when its date has not been answered, else the last."""
        return "" if support.to_evaluate or support.last is None else support.last.id

    def _measure(self, support_id: str) -> Support | None:
        found: list[Support] = []

        def read() -> None:
            found.append(self.store.support.get(support_id))

        self.attempt(read)
        return found[0] if found else None

    def _shown(self, words: str) -> str:
        """Her own words about a pupil, as they may be shown now."""
        names = [self.store.students.get(self.student_id).name] if self.private else []
        return mask(self.words(words), names)

    @property
    def _called(self) -> str:
        try:
            student = self.store.students.get(self.student_id)
        except NotFound:
            return ""
        return pupil_and_class(student, hidden=self.private)
