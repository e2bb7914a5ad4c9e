// Shows why an action is not offered, in one floating note per root: on hover, on focus, gone with Escape.

/** Prepare `root` once; give the element to draw into. */
function prepare(root) {
  if (root.deskContent) return root.deskContent;
  root.classList.add("callbook-desk");
  root.dataset.lmSuppressShortcuts = "true"; // JupyterLab's one-letter shortcuts would delete cells from under us
  root.addEventListener("keydown", (event) => event.stopPropagation());
  const content = document.createElement("div");
  const tip = document.createElement("div");
  tip.className = "cbd-tip";
  tip.setAttribute("role", "tooltip");
  tip.setAttribute("popover", "manual");
  root.append(content, tip);
  root.deskContent = content;
  root.deskTip = { element: tip, for: null };
  const show = (event) => showReason(root, event.target.closest?.("[data-reason]") ?? null);
  root.addEventListener("pointerover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("pointerleave", () => showReason(root, null));
  root.addEventListener("focusout", () => showReason(root, null));
  root.addEventListener("keydown", (event) => event.key === "Escape" && showReason(root, null), true);
  return content;
}

/** Show the reason that `button` carries; null hides it. */
function showReason(root, button) {
  const tip = root.deskTip;
  tip.for = button;
  const text = button?.isConnected ? (button.dataset.reason ?? "") : "";
  if (!text) {
    if (tip.element.matches(":popover-open")) tip.element.hidePopover();
    return;
  }
  if (tip.element.textContent !== text) tip.element.textContent = text;
  if (!tip.element.matches(":popover-open")) tip.element.showPopover();
  place(tip.element, button);
}

/** After a redraw: the reason may be another one now, or none. */
function refreshReason(root) {
  if (root.deskTip.for) showReason(root, root.deskTip.for);
}

function place(tip, button) {
  const at = button.getBoundingClientRect();
  const width = tip.offsetWidth;
  const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), document.documentElement.clientWidth - width - 8);
  const above = at.top - tip.offsetHeight - 8;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${above > 8 ? above : at.bottom + 8}px`;
}
