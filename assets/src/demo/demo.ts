/** The demo shop's script. Every page works without it but the studio; each part below makes one thing on a page nicer. */
import { followFilters } from "./autosubmit";
import { startCarousel } from "./carousel";
import { followCheckout } from "./checkout";
import { openDialogs } from "./dialogs";
import { startFinder } from "./finder";
import { startGallery } from "./gallery";
import { showHere } from "./row";
import { showMistakes } from "./mistakes";
import { showPasswords } from "./password";
import { followSliders } from "./slider";
import { startSteppers } from "./stepper";
import { startStudio } from "./studio/studio";

document.documentElement.classList.add("enhanced");
for (const start of [
  showHere,
  openDialogs,
  startSteppers,
  followFilters,
  showPasswords,
  showMistakes,
  followSliders,
  startCarousel,
  startGallery,
  followCheckout,
  startFinder,
  startStudio,
]) {
  start(document);
}
