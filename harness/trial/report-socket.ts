import { Socket } from 'node:net';

/** Writes to a descriptor that the process was started with; what is written keeps the process alive until it is. */
export function reportSocket(fd: number): (text: string) => void {
  const socket = new Socket({ fd, readable: false, writable: true });
  return (text) => {
    socket.write(text);
  };
}
