// Players and desks in a page of its own: all that they can show stands in the page.
const inThePage = (name) => JSON.parse(document.getElementById(name).textContent);
for (const root of document.querySelectorAll("[data-callbook-desks]")) {
  for (const picture of inThePage(root.dataset.callbookDesks)) {
    drawDesk(root.appendChild(document.createElement("div")), picture, { readonly: true });
  }
}
for (const root of document.querySelectorAll("[data-callbook-player]")) {
  const { outline, moments, pages, desks, start } = inThePage(root.dataset.callbookPlayer);
  let position = start;
  const whole = (moment) => ({ ...moment, desks: moment.desks.map((index) => desks[index]) });
  const host = {
    outline,
    picture: () => whole(moments[position - 1]),
    page: () => pages.find(({ number }) => number === moments[position - 1].page),
    go: (to) => { position = to; draw(); },
    drawDesk,
  };
  const draw = drawPlayer(root, host);
  draw();
}
