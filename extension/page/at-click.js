/** The last of the scripts that a click runs in a page: its value goes to the background. */
pageEvidence();
