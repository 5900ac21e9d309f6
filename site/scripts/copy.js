// Puts a button behind each text that may be copied: without script there is none that does nothing.

/** @param {HTMLElement} text */
function select(text) {
  getSelection()?.selectAllChildren(text);
}

/**
 * Copies a text; where the browser forbids it (no secure context, no permission), it is selected to be copied by hand.
 * @param {HTMLElement} text
 * @returns {Promise<boolean>}
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText((text.textContent ?? "").trim());
    return true;
  } catch {
    select(text);
    return document.execCommand("copy");
  }
}

for (const [place, text] of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]")).entries()) {
  text.id ||= `text-to-copy-${place}`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = text.dataset.copy ?? "";
  button.setAttribute("aria-describedby", text.id);
  const told = document.createElement("span");
  told.className = "copied quiet";
  told.role = "status";
  button.addEventListener("click", async () => {
    told.textContent = "";
    told.textContent = ((await copy(text)) ? text.dataset.copied : text.dataset.failed) ?? "";
  });
  text.after(" ", button, told);
}
