import type { CategorySeed } from '../category-seed.ts';

export const audio: CategorySeed = {
  slug: 'audio',
  name: 'Audio',
  brands: ['Auralis', 'Northwave', 'Kessel Sound', 'Tonehaus'],
  details: [
    'Supports Bluetooth 5.4 with two devices at once.',
    'The battery can be changed with an ordinary screwdriver.',
    'Tuned by ear and by measurement; the curve is printed in the manual.',
    'Comes with a woven cable of 1.5 m and a travel pouch.',
    'Firmware is updated from any browser, without an account.',
    'Three-year guarantee, battery included.',
  ],
  types: [
    {
      noun: 'Over-Ear Headphones',
      euros: [79, 399],
      variants: ['Wired', 'Wireless', 'Wireless Noise Cancelling', 'Studio', 'Studio Open Back'],
      pitch: 'Soft ear pads, a light clamp and a sound that stays honest for hours.',
    },
    {
      noun: 'In-Ear Headphones',
      euros: [29, 229],
      variants: ['Wired', 'Sport', 'Wireless', 'Wireless Noise Cancelling', 'Wireless Pro'],
      pitch: 'Four sizes of tips find a fit that stays put on a run and seals on a train.',
    },
    {
      noun: 'Bookshelf Speaker Pair',
      euros: [149, 699],
      variants: ['4 Inch', '5 Inch', '5 Inch Active', '6 Inch', '6 Inch Active'],
      pitch: 'A silk dome tweeter over a woven cone, in a cabinet braced against its own voice.',
    },
    {
      noun: 'Portable Speaker',
      euros: [39, 249],
      variants: ['Pebble', 'Brick', 'Brick Plus', 'Lantern', 'Festival'],
      pitch: 'Waterproof, loud for its size, and good for a day at the lake on one charge.',
    },
    {
      noun: 'Turntable',
      euros: [149, 599],
      variants: ['Belt Drive', 'Belt Drive USB', 'Direct Drive', 'Carbon Arm', 'Carbon Arm Walnut'],
      pitch: 'A heavy platter, a pre-mounted cartridge and a stage that can be switched off when yours is better.',
    },
    {
      noun: 'USB Microphone',
      euros: [49, 199],
      variants: ['Mini', 'Cardioid', 'Four Pattern', 'Broadcast', 'Broadcast with Arm'],
      pitch: 'Clear speech in an ordinary room, with a knob for monitoring and a mute that you can feel.',
    },
    {
      noun: 'Soundbar',
      euros: [119, 549],
      variants: ['Compact', '2.1', '3.1', '3.1 with Subwoofer', '5.1'],
      pitch: 'Brings voices forward and leaves the neighbours alone with its night mode.',
    },
    {
      noun: 'Digital Radio',
      euros: [45, 189],
      variants: ['Pocket', 'Kitchen', 'Bedside', 'Oak', 'Oak Stereo'],
      pitch: 'DAB+, FM and internet stations on four buttons, and a dial that is a pleasure to turn.',
    },
  ],
};
