// Arrow keys walk the lamps of a chart from west to east; without this every lamp is a link like any other.
document.querySelector(".sea-chart").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const lamp = event.target.closest("a.sea-lamp");
  if (!step || !lamp || event.altKey || event.ctrlKey || event.metaKey) return;
  const lamps = [...lamp.closest("svg").querySelectorAll("a.sea-lamp")];
  event.preventDefault();
  lamps[(lamps.indexOf(lamp) + step + lamps.length) % lamps.length].focus();
});
