// Before anything is drawn: whether the address asks something of the search page. Only then there are results, and
// what narrows them stands open beside them; else the lists of the page follow the form at once.
if (location.search.length > 1) document.documentElement.dataset.asked = "";
