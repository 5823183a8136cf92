import { IsIn } from 'class-validator';
import { type Theme, THEMES } from '../kit/theme';

export class ThemeDto {
  @IsIn(THEMES)
  theme!: Theme;
}
