// The player in a notebook: Python holds the recording; a page gets one moment at a time, and a page of the ladder.
export default {
  render({ model, el }) {
    const host = {
      outline: model.get("outline"),
      picture: () => model.get("picture"),
      page: () => model.get("page"),
      go: (position) => model.send({ go: position }),
      drawDesk,
    };
    const draw = drawPlayer(el, host);
    const frame = () => requestAnimationFrame(draw); // the ladder is measured, and must stand in the page by then
    model.on("change:picture", draw);
    frame();
    return () => model.off("change:picture", draw);
  },
};
