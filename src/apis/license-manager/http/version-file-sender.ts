import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendFile } from '../../../core/common';
import { StoredFilesService } from '../../../core/platform';
import type { Download } from '../../../core/verification';

/** Sends version files to programs. */
@Injectable()
export class VersionFileSender {
  constructor(private readonly files: StoredFilesService) {}

  send({ file, onSent }: Download, request: FastifyRequest, reply: FastifyReply): void {
    void reply.header('x-lm-checksum-sha256', file.sha256);
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to), onSent);
  }
}
