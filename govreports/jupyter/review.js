// One case at a time. Keys are heard where the widget has the focus; JupyterLab's own shortcuts are held off there.
const BUTTONS = [
  ["accept", "a", "采纳推测 accept"],
  ["correct", "c", "更正 correct"],
  ["keep", "k", "照原样 keep"],
  ["previous", "p", "上一处 previous"],
  ["next", "n", "下一处 next"],
];

function element(parent, tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  parent.append(made);
  return made;
}

function field(parent, name, label) {
  const box = element(parent, "label", "gr-field", label + " ");
  const input = element(box, "input", name);
  input.type = "text";
  return input;
}

function render({ model, el }) {
  const root = element(el, "div", "gr-review");
  root.tabIndex = 0;
  root.dataset.lmSuppressShortcuts = "true";
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "复核 review");
  const position = element(root, "div", "gr-position");
  const title = element(root, "div", "gr-title");
  const picture = element(root, "img", "gr-picture");
  const noPicture = element(root, "div", "gr-no-picture");
  const values = element(root, "div", "gr-values");
  const reasons = element(root, "ul", "gr-reasons");
  const bar = element(root, "div", "gr-bar");
  const value = field(bar, "gr-value", "更正为 corrected");
  const reason = field(bar, "gr-reason", "理由 reason");
  const who = field(bar, "gr-who", "姓名 who");
  const notice = element(root, "div", "gr-notice");
  notice.setAttribute("aria-live", "polite");

  const act = (action) => {
    if (action === "correct" && document.activeElement !== value) {
      value.focus();
      value.select();
      return;
    }
    model.send({ action, value: value.value, reason: reason.value });
    root.focus();
  };
  const buttons = Object.fromEntries(
    BUTTONS.map(([action, key, text]) => {
      const button = element(bar, "button", `gr-${action}`, `${text} (${key})`);
      // Without this the button would take the focus from the field that it is to read.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => act(action));
      return [action, button];
    }),
  );

  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target instanceof HTMLInputElement) {
      if (event.key === "Enter" && event.target === value) act("correct");
      if (event.key === "Escape" || event.key === "Enter") root.focus();
      return;
    }
    const found = BUTTONS.find(([, key]) => key === event.key);
    if (found && !buttons[found[0]].disabled) {
      event.preventDefault();
      act(found[0]);
    }
  });
  who.addEventListener("change", () => {
    model.set("who", who.value);
    model.save_changes();
  });

  const draw = () => {
    const shown = model.get("shown");
    position.textContent = shown.position;
    notice.textContent = shown.notice;
    for (const part of [title, picture, noPicture, values, reasons, bar]) part.hidden = shown.done;
    if (shown.done) return;
    title.textContent = `${shown.title} · ${shown.label}`;
    picture.hidden = !shown.picture;
    picture.src = shown.picture;
    noPicture.textContent = shown.no_picture;
    noPicture.hidden = !shown.no_picture;
    picture.alt = `原件中 ${shown.label} 所在处`;
    values.textContent = `印作 printed: ${shown.printed}${shown.text ? `（“${shown.text}”）` : ""}`;
    if (shown.suggestion) values.textContent += `　推测 suggested: ${shown.suggestion}`;
    if (shown.decided) values.textContent += `　已定 decided: ${shown.decided}`;
    reasons.replaceChildren();
    for (const text of shown.reasons) element(reasons, "li", "", text);
    value.value = shown.suggestion;
    reason.value = "";
    buttons.accept.disabled = !shown.suggestion;
  };
  const name = () => {
    who.value = model.get("who");
  };
  model.on("change:shown", draw);
  model.on("change:who", name);
  name();
  draw();
}

export default { render };
