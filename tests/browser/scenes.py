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
# How much of the outline stands off the paper at least 3 to 1: each end of what is drawn in a row
# of pixels counts once, with the strongest of its first four.
OUTLINE = """(canvas) => {
  canvas.courseScene.draw();
  const { width, height } = canvas;
  const page = (wide, high) => Object.assign(document.createElement("canvas"),
    { width: wide, height: high }).getContext("2d");
  const pen = page(width, height), paper = page(1, 1);
  pen.drawImage(canvas, 0, 0);
  const style = getComputedStyle(document.body);
  paper.fillStyle = style.getPropertyValue("--jp-layout-color0").trim();
  paper.fillRect(0, 0, 1, 1);
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const bright = (data, i) => [0.2126, 0.7152, 0.0722].reduce(
    (sum, share, k) => sum + share * linear(data[i + k] / 255), 0.05);
  const seen = pen.getImageData(0, 0, width, height).data;
  const back = bright(paper.getImageData(0, 0, 1, 1).data, 0);
  const off = (i) => Math.max(bright(seen, i) / back, back / bright(seen, i));
  const ends = [];
  for (let i = 16; i < seen.length - 20; i += 4) for (const way of [4, -4]) {
    if (seen[i + 3] || !seen[i + way + 3]) continue;
    const inside = [1, 2, 3, 4].map((k) => i + way * k).filter((j) => seen[j + 3] === 255);
    if (inside.length > 2) ends.push(Math.max(...inside.map(off)));
  }
  return { ends: ends.length, share: ends.filter((ratio) => ratio >= 3).length / ends.length };
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


def same_picture(one, other):
    """Assert that two pictures differ at most where an outline falls between pixels."""
    assert covered(one) > 300
    assert len(one) == len(other)
    different = sum(abs(a - b) > 6 for a, b in zip(one, other, strict=True))
    assert different < 0.01 * covered(other)
