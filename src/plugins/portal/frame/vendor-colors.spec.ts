import { contrast, parsed, vendorColors } from './vendor-colors';

const WHITE = parsed('#ffffff');

describe('vendorColors', () => {
  it('keeps a dark color', () => {
    expect(vendorColors('#0b6b5c').accent).toBe('#0b6b5c');
  });

  it.each(['#ffffff', '#ffcc00', '#00ff00', '#ff8800', '#000000', '#808080', '#2559d6'])(
    'makes texts in %s readable in both themes',
    (color) => {
      const { accent, hover, text, textOnDark, softOnDark } = vendorColors(color);
      expect(contrast(parsed(accent), WHITE)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(parsed(hover), WHITE)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(parsed(text), parsed('#f7f7f9'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(parsed(textOnDark), parsed('#141619'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(parsed('#abb0bd'), parsed(softOnDark))).toBeGreaterThanOrEqual(4.5);
    },
  );
});
