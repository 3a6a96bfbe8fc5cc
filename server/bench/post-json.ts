import { type Agent, request } from 'node:http';

/** An answer of the API, looked into without a type for each document. */
// biome-ignore lint/suspicious/noExplicitAny: the bench reads answers of any shape
type Answer = any;

/** Posts JSON with a bearer token and reads the JSON answer. @throws for any status but 200 */
export function postJson(agent: Agent, url: string, token: string, body: object): Promise<Answer> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'content-length': Buffer.byteLength(text),
      },
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(answer));
        else reject(new Error(`${url} answered ${response.statusCode}: ${answer.slice(0, 300)}`));
      });
    });
    sent.end(text);
  });
}
