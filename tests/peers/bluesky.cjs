// The reference server of the AT Protocol with a directory of its own, on this machine only.
// node bluesky.cjs FOLDER: prints its address once it answers. FOLDER holds node_modules.
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const fs = require("node:fs");
const crypto = require("node:crypto");
const { createRequire } = require("node:module");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, "127.0.0.1", ...rest.filter((one) => typeof one === "function"));
};

const take = createRequire(path.join(path.resolve(process.argv[2]), "package.json"));
const { PDS, envToCfg, envToSecrets } = take("@atproto/pds");
const { PlcServer, Database } = take("@did-plc/server");

const secret = () => crypto.randomBytes(32).toString("hex");
const free = () =>
  new Promise((done) => {
    const probe = net.createServer();
    probe.listen(0, () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

async function main() {
  const [directory, port] = [await free(), await free()];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pds-"));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  const plc = PlcServer.create({ db: Database.mock(), port: directory });
  await plc.start();
  const env = {
    port,
    hostname: "localhost",
    devMode: true,
    dataDirectory: folder,
    blobstoreDiskLocation: path.join(folder, "blobs"),
    didPlcUrl: `http://127.0.0.1:${directory}`,
    serviceHandleDomains: [".test"],
    inviteRequired: false,
    rateLimitsEnabled: false,
    disableSsrfProtection: true,
    crawlers: [],
    dpopSecret: secret(),
    jwtSecret: secret(),
    adminPassword: secret(),
    plcRotationKeyK256PrivateKeyHex: secret(),
    trustedOAuthClients: [],
    handleBackupNameservers: [],
    rateLimitBypassIps: [],
  };
  const pds = await PDS.create(envToCfg(env), envToSecrets(env));
  await pds.start();
  console.log(`http://127.0.0.1:${port}`);
  process.stdin.resume().on("end", () => process.exit(0)); // whoever started it is gone
}

main().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
