/** Answers at once where a frame answers at all. */
location.hostname;
