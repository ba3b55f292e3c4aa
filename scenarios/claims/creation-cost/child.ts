if (process.argv[2] === 'true') await import('undici/lib/dispatcher/pool.js');
// The listener keeps this process alive until its parent closes the channel.
process.once('disconnect', () => process.exit());
process.send?.('up');
