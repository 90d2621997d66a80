const ares = ['node', 'packages/cli/bin/ares.mjs'];

/** Digests of the images that one job makes, and that every fleet is deployed with. */
const imagesFile = '.ares/ci/images.json';
const deploy = [...ares, 'deploy', '--yes', '--watch', '10'];

/**
 * What each job of the workflows runs, after the npm packages are there; the first step that fails ends it.
 * @type {Readonly<Record<string, readonly (readonly string[])[]>>}
 */
export const jobs = {
  check: [['npm', 'run', '--silent', 'check']],
  test: [['npm', 'test', '--silent', '--', '--yes']],
  containers: [['node', 'scripts/ci/containers.mjs']],
  aws: [['npm', 'run', '--silent', 'test:aws']],
  sbom: [['node', 'scripts/ci/sbom.mjs']],
  images: [[...ares, 'images', '--file', imagesFile]],
  deploy: [[...deploy, '-c', `images=${imagesFile}`]],
  undo: [[...deploy, '--last-good']],
};
