"""One scene of a page: what is seen of it, and what is done to it."""

# Draw anew and read: [red, green, blue, alpha, ...] of the whole picture.
PIXELS = """(canvas) => {
  canvas.courseScene.draw();
  const { width, height } = canvas;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const pen = copy.getContext("2d");
  pen.drawImage(canvas, 0, 0);
  return [...pen.getImageData(0, 0, copy.width, copy.height).data.filter((_, i) => i % 61 === 0)];
}"""
FRAMES = "(canvas) => canvas.courseScene.frames"
MATRICES = "(canvas) => [...canvas.courseScene.matrices]"
MESSAGES = "(canvas) => canvas.courseScene.messages"
CAMERA = "(canvas) => canvas.courseScene.camera"


class Scene:
    """One scene of the page."""

    def __init__(self, learner, number=0, *, figure=None):
        self.learner, self.page = learner, learner.page
        self.figure = figure or learner.figures.nth(number)
        self.canvas = self.figure.locator("canvas")
        self.sentence = self.figure.locator(".course-sentence")

    def ready(self):
        """Wait until it stands drawn."""
        self.wait(lambda: self.canvas.evaluate("(c) => Boolean(c.courseScene?.frames)"))
        return self

    def wait(self, condition):
        for _ in range(600):
            if condition():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("The scene stayed as it was.")

    def press(self, words):
        self.figure.get_by_role("button", name=words, exact=True).click()

    def seen(self, script):
        return self.canvas.evaluate(script)

    def camera_is(self, azimuth, elevation):
        wanted = [azimuth, elevation]
        self.wait(lambda: [self.seen(CAMERA)[k] for k in ("azimuth", "elevation")] == wanted)

    def click_part(self, number):
        self.canvas.scroll_into_view_if_needed()
        x, y, _depth = self.seen(f"(canvas) => canvas.courseScene.where({number})")
        box = self.canvas.bounding_box()
        self.page.mouse.click(
            box["x"] + box["width"] * (1 + x) / 2, box["y"] + box["height"] * (1 - y) / 2
        )


def covered(pixels):
    """How many of the numbers that were read are not empty."""
    return sum(value > 0 for value in pixels)
