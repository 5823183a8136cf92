import { IsOptional, IsString, Length } from 'class-validator';

export class VerifyDto {
  @IsString()
  @Length(1, 255)
  license_key!: string;

  @IsString()
  @Length(1, 512)
  hardware_hash!: string;

  @IsOptional()
  @IsString()
  @Length(0, 255)
  app_version?: string;

  @IsOptional()
  @IsString()
  @Length(0, 255)
  machine_name?: string;
}
