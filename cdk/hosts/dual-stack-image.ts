/** The same image by the name under which a private registry is also reached over IPv6; images of others keep theirs. */
export const dualStackImage = (image: string): string =>
  image.replace(/^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\//, '$1.dkr-ecr.$2.on.aws/');
