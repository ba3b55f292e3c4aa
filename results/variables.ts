/**
 * How a value is kept in the run file: as it is; the names of the files in it without their folders, which
 * may name a person, and a hash of the whole; or only that it is set, for a folder that is written to.
 */
type Kept = 'value' | 'files' | 'set';

export interface Variable {
  /** A `*` at its end stands for any ending. */
  readonly name: string;
  readonly kept: Kept;
  /** What it changes in the processes that are measured. */
  readonly changes: string;
}

/** The library's own name for its settings, read when it is loaded or preloaded. */
const ALLOCATOR = 'when the memory allocator asks the system for memory and gives it back';
const LOADER = 'which native libraries every process loads';

/** Environment variables that change figures of the same code on the same machine. */
export const VARIABLES: readonly Variable[] = [
  { name: 'LD_PRELOAD', kept: 'files', changes: LOADER },
  { name: 'LD_LIBRARY_PATH', kept: 'files', changes: LOADER },
  { name: 'LD_AUDIT', kept: 'files', changes: LOADER },
  { name: 'DYLD_INSERT_LIBRARIES', kept: 'files', changes: LOADER },
  { name: 'DYLD_LIBRARY_PATH', kept: 'files', changes: LOADER },
  { name: 'LD_BIND_NOW', kept: 'value', changes: 'when symbols are bound, and so the start' },
  // glibc, jemalloc, mimalloc, tcmalloc.
  { name: 'GLIBC_TUNABLES', kept: 'value', changes: ALLOCATOR },
  { name: 'MALLOC_*', kept: 'value', changes: ALLOCATOR },
  { name: '_RJEM_MALLOC_CONF', kept: 'value', changes: ALLOCATOR },
  { name: 'MIMALLOC_*', kept: 'value', changes: ALLOCATOR },
  { name: 'TCMALLOC_*', kept: 'value', changes: ALLOCATOR },
  // libuv
  { name: 'UV_THREADPOOL_SIZE', kept: 'value', changes: 'threads for files, DNS, zlib and crypto' },
  { name: 'UV_USE_IO_URING', kept: 'value', changes: 'how files are read and sockets polled' },
  // Node
  { name: 'NODE_OPTIONS', kept: 'value', changes: 'whatever the options say' },
  { name: 'NODE_V8_COVERAGE', kept: 'set', changes: 'V8 counts every block that runs' },
  { name: 'NODE_COMPILE_CACHE', kept: 'set', changes: 'modules are read from a cache, not compiled' },
  { name: 'NODE_DISABLE_COMPILE_CACHE', kept: 'value', changes: 'every module is compiled' },
  { name: 'NODE_EXTRA_CA_CERTS', kept: 'files', changes: 'every process parses certificates' },
  { name: 'NODE_USE_SYSTEM_CA', kept: 'value', changes: 'every process parses certificates' },
  { name: 'NODE_USE_ENV_PROXY', kept: 'value', changes: 'requests to other hosts go through a proxy' },
  { name: 'NODE_TLS_REJECT_UNAUTHORIZED', kept: 'value', changes: 'certificates are not checked' },
  { name: 'NODE_DEBUG', kept: 'value', changes: 'Node prints what it does' },
  { name: 'NODE_DEBUG_NATIVE', kept: 'value', changes: 'Node prints what it does' },
  { name: 'NODE_ICU_DATA', kept: 'files', changes: 'data of languages is read from a file' },
  { name: 'NODE_PATH', kept: 'files', changes: 'where modules are found' },
  { name: 'OPENSSL_CONF', kept: 'files', changes: 'OpenSSL reads a configuration at the start' },
  // Packages.
  { name: 'UNDICI_NO_WASM_SIMD', kept: 'value', changes: 'undici parses HTTP without SIMD' },
  { name: 'DEBUG', kept: 'value', changes: 'packages print what they do' },
  { name: 'NODE_ENV', kept: 'value', changes: 'packages choose other code' },
];

/** The entry of a variable; undefined where it changes no figures. */
export function variableOf(name: string): Variable | undefined {
  return VARIABLES.find((one) =>
    one.name.endsWith('*') ? name.startsWith(one.name.slice(0, -1)) : name === one.name,
  );
}
