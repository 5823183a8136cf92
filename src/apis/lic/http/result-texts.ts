import { errorOf, isUsableCode, type Operation } from '../../../core/verification';
import { textOfRefusal } from '../lic.dialect';

const SUCCESS: Readonly<Record<Operation, string>> = {
  check: '验证成功',
  activate: '激活成功',
  deactivate: '解绑成功',
  heartbeat: '心跳成功',
  session: '会话成功',
  download: '下载成功',
  usage: '用量记录成功',
};

/** Result text of a log entry. A refusal has the message that this API would have returned. */
export function resultText({ operation, outcome }: { operation: Operation; outcome: string }): string {
  if (isUsableCode(outcome)) {
    return SUCCESS[operation];
  }
  return textOfRefusal(outcome === 'NOT_FOUND' ? errorOf(outcome) : outcome) ?? '请求被拒绝';
}
