"""What can be read on the screen: the text of every line as it is painted."""

from textual.app import App


def screen_text(app: App[object]) -> str:
    """The whole screen, a line each; spaces at the ends of lines are left out."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    assert len(strips) == height and width
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
