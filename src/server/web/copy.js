"use strict";
// Puts a button beside everything that is worth copying. Without this script the text is there to be selected.
{
  const status = document.getElementById("status");

  const legacy = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "off";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  };

  // The clipboard is only given to pages that came safely; a registry in a lab is often plain HTTP.
  const copy = (text) =>
    navigator.clipboard && window.isSecureContext
      ? navigator.clipboard.writeText(text).catch(() => legacy(text))
      : legacy(text);

  for (const place of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy " + place.dataset.what);
    let timer;
    const say = (word, sentence) => {
      button.textContent = word;
      status.textContent = sentence;
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = "Copy";
        status.textContent = "";
      }, 2000);
    };
    button.addEventListener("click", () => {
      copy(place.dataset.copy).then(
        () => {
          button.focus();
          say("Copied", place.dataset.what + " copied");
        },
        () => say("Select it", "Copying failed: select the text instead"),
      );
    });
    place.append(button);
  }
}
