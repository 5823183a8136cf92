/**
 * Capital letters without I, L and O, which look like digits, and digits without 0 and 1, so that people who read a key take
 * nothing in it for something else. Their number is a prime.
 */
export const CHECKED_CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * Check character of a group of up to 29 characters. It differs if one character is another one or two neighbours have changed
 * places, and if two groups have.
 * @param group number of the group in the key, from 1
 */
export function checkCharacter(characters: string, group: number): string {
  const sum = Array.from(characters).reduce(
    (total, character, index) => total + (index + 1) * CHECKED_CHARACTERS.indexOf(character),
    group,
  );
  return CHECKED_CHARACTERS.charAt(sum % CHECKED_CHARACTERS.length);
}
