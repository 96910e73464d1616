// A sentence at the bottom of the page that goes away by itself.

let timer = 0;

export function news(sentence) {
  const place = document.getElementById("news");
  place.textContent = sentence;
  place.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => place.classList.remove("shown"), 4000);
}
