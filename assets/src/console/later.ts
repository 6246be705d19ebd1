/** What the console fetches when it is first needed, as one script: those who answer customers all day never load the settings, and search now and then. */
export { History } from "./history/main";
export { Settings } from "./settings/main";
