import type { ReactElement } from 'react';

/** Ridge lines of the scene, far to near, as x,y pairs on a 1300 × 1080 sheet. */
const ridges = [
  '0 499 26 491 52 492 78 482 105 481 181 440 207 429 260 419 286 420 313 434 338 443 364 460 391 475 417 484 443 499 460 503 560 512 640 521 658 525 720 545 735 552 868 562 912 548 936 538 962 520 988 504 1016 491 1038 482 1065 475 1092 466 1118 469 1144 472 1170 475 1196 471 1222 469 1248 465 1274 458 1300 452',
  '0 656 26 640 60 635 105 622 131 609 160 610 207 608 233 615 260 610 286 607 312 595 338 586 364 570 391 550 417 535 443 511 470 499 495 493 520 482 548 482 574 487 600 503 626 519 651 530 680 535 710 545 740 555 780 558 806 552 832 558 858 559 885 570 910 582 935 586 962 610 990 622 1016 640 1038 654 1065 660 1092 657 1118 666 1140 663 1170 643 1196 629 1222 611 1248 603 1274 595 1300 581',
  '0 673 26 656 52 643 78 630 105 622 131 616 157 612 183 625 209 632 235 643 262 660 320 700 350 715 391 729 417 730 443 731 495 735 520 736 548 732 574 736 600 749 626 752 651 766 676 772 702 775 728 776 755 766 781 761 806 747 832 732 858 706 885 696 910 676 936 664 962 659 988 650 1014 655 1038 654 1065 660 1092 657 1118 666 1144 662 1170 658 1196 645 1222 636 1248 636 1274 630 1300 626',
  '0 843 26 833 52 829 105 833 157 828 183 824 207 822 235 806 260 801 286 782 313 770 338 761 364 749 391 740 417 744 443 745 470 757 495 759 520 779 548 783 574 794 600 802 626 806 651 816 676 813 702 815 728 819 755 815 781 821 806 828 832 836 858 852 885 860 910 870 935 887 962 889 988 882 1014 886 1040 869 1065 865 1092 847 1118 832 1144 824 1170 810 1196 811 1248 807 1274 803 1300 807',
  '0 939 30 939 60 951 90 968 120 969 200 983 260 977 330 985 370 978 430 960 480 946 520 935 560 919 600 909 640 897 676 886 702 887 755 894 781 894 806 902 858 905 910 911 940 908 990 908 1040 915 1060 920 1100 935 1150 950 1200 958 1250 976 1300 979',
] as const;
const tones = ['#182638', '#122231', '#101D29', '#0B151E', '#060B12'] as const;

const Ridge = ({ at }: { at: 0 | 1 | 2 | 3 | 4 }): ReactElement => <path fill={tones[at]} d={`M${ridges[at]} 1300 1080 0 1080z`} />;

/** Tower and flame in the units of the logo, so that the mark and the scene are the same building. */
function Beacon({ x, y, scale, glow, dim = 1 }: { x: number; y: number; scale: number; glow: number; dim?: number }): ReactElement {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <circle cx="32" cy="10" r={glow} fill="url(#glow)" />
      <circle cx="32" cy="10" r={glow * 0.34} fill="url(#core)" />
      <path fill="#04070C" d="M14 21h7v4.5h7.5V21h7v4.5H43V21h7v10.5l-4 4L50.5 66h-37L18.4 35.5l-4.4-4z" />
      <path fill="#BFE0FF" opacity={dim} d="M33.2 2c.9 4.3 6 6.3 6 11.3 0 2.1-.8 3.9-2 5.2H26.8a7.4 7.4 0 0 1-2-5.2c0-3 2-4.5 2.8-7 1.7 1 2.5 2.3 2.8 3.9 1.9-2 2.9-4.6 2.8-8.2z" />
    </g>
  );
}

/** A signal passed from tower to tower: what the product is called after. Dark in both themes. */
export function Scene(): ReactElement {
  return (
    <svg className="scene" viewBox="0 0 1300 1080" preserveAspectRatio="xMidYMax slice" aria-hidden>
      <defs>
        <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stopColor="#0C131A" /><stop offset="0.5" stopColor="#0F1922" /><stop offset="1" stopColor="#101A24" /></linearGradient>
        <radialGradient id="glow"><stop offset="0" stopColor="#4DA3FF" stopOpacity="0.34" /><stop offset="0.45" stopColor="#4DA3FF" stopOpacity="0.16" /><stop offset="1" stopColor="#4DA3FF" stopOpacity="0" /></radialGradient>
        <radialGradient id="core"><stop offset="0" stopColor="#8CC4FF" stopOpacity="0.62" /><stop offset="1" stopColor="#4DA3FF" stopOpacity="0" /></radialGradient>
      </defs>
      <rect width="1300" height="1080" fill="url(#sky)" />
      <Beacon x={1012} y={458.5} scale={0.5} glow={66} dim={0.75} />
      <Ridge at={0} />
      <Beacon x={639.6} y={482} scale={1.1} glow={68} />
      <Ridge at={1} /><Ridge at={2} />
      <Beacon x={199.2} y={639.7} scale={2.92} glow={68} />
      <Ridge at={3} /><Ridge at={4} />
      <g fill="none" stroke="#4DA3FF" strokeOpacity="0.6" strokeWidth="1.5" strokeDasharray="3.5 6"><path d="M340 640Q490 470 657 489" /><path d="M692 488Q850 392 1016 460" /></g>
    </svg>
  );
}
