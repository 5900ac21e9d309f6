// Before anything is drawn: whether the scripts of the page will run. From a disk browsers run no modules, so that what stands
// in for them is needed there. Drawing waits for it (`blocking`), reading the page does not: half a head would move.
if (location.protocol !== "file:") document.documentElement.dataset.scripts = "";
