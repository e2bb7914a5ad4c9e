// Draws by keyed patching: what stays is not touched, so focus, open dialogs and open lists survive an update.
// Texts become text nodes and attribute values; nothing here ever reads markup.

const SVG = "http://www.w3.org/2000/svg";

/** Describe an element: its tag, its attributes (`on` holds listeners, `key` tells siblings apart), its children. */
function node(tag, attributes, ...children) {
  return { tag, attributes: attributes ?? {}, children };
}

/** Make the children of `parent` be what `wanted` describes: nodes, texts, and null for what is not there now. */
function patch(parent, wanted) {
  const described = wanted.flat(Infinity).map((child, place) => ({ child, key: keyOf(child, place) }));
  const present = described.filter(({ child }) => child !== null && child !== undefined && child !== false);
  const keys = new Set(present.map(({ key }) => key));
  const known = new Map();
  for (const old of [...parent.childNodes]) {
    if (keys.has(old.deskKey)) known.set(old.deskKey, old);
    else old.remove();
  }
  let here = parent.firstChild;
  for (const { child, key } of present) {
    const element = known.get(key) ?? made(child, key);
    update(element, child);
    if (element === here) here = here.nextSibling;
    else parent.insertBefore(element, here);
  }
}

function keyOf(child, place) {
  if (child === null || typeof child !== "object") return `#${place}`;
  return `${child.tag} ${child.attributes.key ?? place}`;
}

function made(child, key) {
  const drawn = typeof child !== "object";
  const element = drawn
    ? document.createTextNode("")
    : ["svg", "path"].includes(child.tag)
      ? document.createElementNS(SVG, child.tag)
      : document.createElement(child.tag);
  element.deskKey = key;
  element.deskAttributes = {};
  return element;
}

function update(element, child) {
  if (typeof child !== "object") {
    if (element.data !== String(child)) element.data = String(child);
    return;
  }
  const before = element.deskAttributes;
  element.deskAttributes = child.attributes;
  element.deskRefresh?.();
  const chosen = child.attributes.value;
  for (const name of new Set([...Object.keys(before), ...Object.keys(child.attributes)])) {
    if (name !== "value") setAttribute(element, name, before[name], child.attributes[name]);
  }
  if (!child.attributes.opaque) patch(element, child.children);
  // A field keeps what was typed or chosen until the model itself says something new.
  if (chosen !== undefined && chosen !== before.value) element.value = chosen;
}

function setAttribute(element, name, before, now) {
  if (["key", "data", "opaque"].includes(name)) return;
  if (name === "on") listen(element, now ?? {});
  else if (name === "style") {
    for (const [property, value] of Object.entries(now ?? {})) {
      if (before?.[property] !== value) element.style.setProperty(property, value);
    }
  } else if (name === "checked") {
    if (before !== now) element.checked = now;
  } else if (now === undefined || now === null || now === false) element.removeAttribute(name);
  else if (before !== now) element.setAttribute(name, now === true ? "" : String(now));
}

function listen(element, listeners) {
  const heard = (element.deskHeard ??= new Set());
  for (const type of Object.keys(listeners)) {
    if (heard.has(type)) continue;
    heard.add(type);
    element.addEventListener(type, (event) => element.deskAttributes.on?.[type]?.(event));
  }
}
