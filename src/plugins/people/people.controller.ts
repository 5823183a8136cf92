import { Body, Controller, Get, HttpCode, Param, Post, type StreamableFile } from '@nestjs/common';
import { AnswersFile, ApiTag, Authorized, NotInSdk, UuidPipe } from '../../core/common';
import { NotIdempotent } from '../../core/platform';
import { ErasureDto, PersonDto, PersonInputDto } from './dto/person.dto';
import { PeopleService } from './people.service';

@ApiTag('people', 'What is stored of a person: the owner of an e-mail address, who is no member of staff.')
@Controller('api/v1/people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  /** Count what is stored of a person. The address is in the body, so that no log of paths has it. */
  @Post('search')
  @HttpCode(200)
  @NotIdempotent()
  @NotInSdk()
  @Authorized('people:read')
  async findPerson(@Body() { email }: PersonInputDto): Promise<PersonDto> {
    return PersonDto.from(await this.people.find(email));
  }

  /** Export what is stored of a person: a ZIP file with the rows of each table as JSON and as CSV. */
  @Post('export')
  @HttpCode(200)
  @NotIdempotent()
  @NotInSdk()
  @AnswersFile('A ZIP file.', 200, 'application/zip')
  @Authorized('people:read')
  exportPerson(@Body() { email }: PersonInputDto): Promise<StreamableFile> {
    return this.people.export(email);
  }

  /**
   * Erase a person, in the background. Licenses and orders stay, without names. An erasure of the address that is running already is
   * returned. It cannot be undone.
   */
  @Post('erase')
  @HttpCode(202)
  @NotIdempotent()
  @NotInSdk()
  @Authorized('people:write')
  async erasePerson(@Body() { email }: PersonInputDto): Promise<ErasureDto> {
    return ErasureDto.from(await this.people.erase(email));
  }

  /** Get an erasure: its protocol. */
  @Get('erasures/:id')
  @NotInSdk()
  @Authorized('people:read')
  async getErasure(@Param('id', UuidPipe) id: string): Promise<ErasureDto> {
    return ErasureDto.from(await this.people.getErasure(id));
  }
}
