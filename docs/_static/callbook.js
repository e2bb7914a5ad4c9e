// What the theme leaves out for those who use a keyboard or listen to a page.

document.addEventListener("DOMContentLoaded", () => {
  // The captions of the navigation are headings; of which level is not said.
  for (const caption of document.querySelectorAll(".sidebar-tree .caption")) caption.setAttribute("aria-level", "2");
  const labels = { ".sidebar-drawer": "Pages", ".toc-drawer": "On this page" };
  for (const [drawer, label] of Object.entries(labels)) {
    document.querySelector(drawer)?.setAttribute("aria-label", label);
  }
  // What is wider than the window can be reached by keyboard, and then be scrolled with the arrow keys.
  const reach = () => {
    for (const box of document.querySelectorAll("pre, .table-wrapper")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    }
  };
  reach();
  addEventListener("resize", reach);
  // The page of the search has results, but no title.
  const results = document.getElementById("search-results");
  if (results && !document.querySelector("h1")) {
    const title = document.createElement("h1");
    title.textContent = "Search";
    results.before(title);
  }
});
