// Arrow keys walk the lamps of the chart from west to east; every lamp is a link without this.
document.querySelectorAll(".sea-chart").forEach((chart) => {
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const lamps = [...chart.querySelectorAll("a.sea-lamp")];
    const here = lamps.indexOf(document.activeElement);
    if (!step || here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    lamps[(here + step + lamps.length) % lamps.length].focus();
  });
});
