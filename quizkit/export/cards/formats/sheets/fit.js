// Each text as large as its card allows. Where even the smallest letters are too large, the claims go,
// and stay for the screen; what is still too long is marked.
const LARGEST = { fronts: 15, backs: 10.5 };
const SMALLEST = 5.5;

function fitted(fit) {
  let low = SMALLEST;
  let high = LARGEST[fit.closest("section").className];
  const fits = (points) => {
    fit.style.fontSize = `${points}pt`;
    return fit.scrollHeight <= fit.clientHeight && fit.scrollWidth <= fit.clientWidth;
  };
  if (fits(high)) return true;
  if (!fits(low)) return false;
  while (high - low > 0.25) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return fits(low);
}

for (const fit of document.querySelectorAll(".fit")) {
  if (fitted(fit)) continue;
  fit.classList.add("brief");
  if (!fitted(fit)) fit.parentElement.classList.add("cut");
}
