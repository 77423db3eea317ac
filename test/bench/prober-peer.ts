import { createServer } from 'node:net';

/** The mock estate: one listener that answers RTSP OPTIONS, in a process of its own so that its CPU is nobody's. Prints its port. */
const answer = Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n');
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', () => { socket.write(answer); });
});
server.listen({ port: 0, host: '0.0.0.0', backlog: 4096 }, () => {
  const at = server.address();
  process.stdout.write(`${typeof at === 'object' && at ? at.port : 0}\n`);
});
