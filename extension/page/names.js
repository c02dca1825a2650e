/** Whether what an element holds may be the name of a column, or is a value. */

/**
 * @param {ReturnType<typeof pageWalk>} walk
 */
function pageNames(walk) {
  /** A longer text, in UTF-16 units, is not the name of a column that only its place tells. */
  const NAME = 32;

  /** Signs inside values that names of columns do not have. */
  const OF_VALUES = ['@', '\\', '/', ':', '='];

  /** @param {string} letter */
  const isDigit = (letter) => letter >= '0' && letter <= '9';

  /** Whether what an element holds may be the name of a column: short, without a digit, and no name of a host or a file. @param {Element} element */
  const isName = (element) => {
    const name = walk.textOf(element).trim();
    const isDotted = name.split(' ').some((word) => word.slice(0, -1).includes('.'));
    return (
      name !== '' &&
      name.length <= NAME &&
      ![...name].some(isDigit) &&
      !isDotted &&
      !OF_VALUES.some((sign) => name.includes(sign))
    );
  };

  /** Whether an element holds a word with a digit and a sign of values, or many digits: an address, a hash, a path. @param {Element} element */
  const isValue = (element) => {
    return walk
      .textOf(element)
      .split(' ')
      .some((word) => {
        const digits = [...word].filter(isDigit).length;
        return digits > 5 || (digits > 0 && ['.', '/', '\\', '@'].some((sign) => word.slice(0, -1).includes(sign)));
      });
  };

  /** Whether elements are names of columns: none is a value, and most are names, or empty. @param {Element[]} elements */
  const areNames = (elements) => elements.filter(isName).length * 2 >= elements.length && !elements.some(isValue);

  return { isName, isValue, areNames };
}
