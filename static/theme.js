// Day and night. The choice is kept on this machine; without one the page follows the system.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* private window: for this page only */ } };
  const now = () => root.dataset.theme || (dark.matches ? "night" : "day");

  const kept = read();
  if (kept === "day" || kept === "night") root.dataset.theme = kept;

  const start = () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    const tell = () => button.setAttribute("aria-pressed", String(now() === "night"));
    button.hidden = false;
    tell();
    dark.addEventListener("change", tell);
    button.addEventListener("click", () => {
      root.dataset.theme = now() === "night" ? "day" : "night";
      keep(root.dataset.theme);
      tell();
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
