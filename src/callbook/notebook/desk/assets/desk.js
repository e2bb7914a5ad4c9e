// The widget: shows the session that Python keeps, and tells Python what people do.

function render({ model, el }) {
  const root = document.createElement("div");
  const view = `${Date.now()}-${Math.random()}`;
  const send = (message) => model.send(message);
  const bell = bellOf(model);
  const draw = () => {
    const state = model.get("session_state");
    drawStage(root, state, send);
    bell.heed(state);
  };
  el.append(root);
  model.on("change:session_state", draw);
  draw();
  send({ kind: "view", view, shown: true });
  return () => {
    model.off("change:session_state", draw);
    bell.stop();
    send({ kind: "view", view, shown: false });
  };
}

/** The bell that can be heard: it rings while any desk's bell does, unless it is muted. */
function bellOf(model) {
  const bytes = model.get("bell_sound");
  const address = bytes?.byteLength ? URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })) : null;
  const sound = address ? new Audio(address) : null;
  if (sound) sound.loop = true;
  return {
    heed({ desks, muted }) {
      if (!sound) return;
      const rings = !muted && desks.some(({ screen }) => screen.interactions.some(({ bell }) => bell));
      // Browsers keep a page silent until somebody has clicked on it; then only the picture of the bell rings.
      if (rings && sound.paused) sound.play().catch(() => {});
      if (!rings && !sound.paused) sound.pause();
    },
    stop() {
      sound?.pause();
      if (address) URL.revokeObjectURL(address);
    },
  };
}

export default { render };
