/** Takes away what a former query left, so that nothing on the page belongs to another one than the form says. */

/** Result and problem, and what was said of them. */
export function clear() {
  const result = document.getElementById("result-place");
  if (result) result.hidden = true;
  for (const id of ["problem-place", "status"]) document.getElementById(id)?.replaceChildren();
}
