"""How built-in components look in the browser: the phone's look in plain CSS, after the sizes of `defaults`."""

LOOKS = """
*, *::before, *::after { -webkit-tap-highlight-color: transparent; }
m-page { position: relative; font-family: -apple-system, "PingFang SC", "Helvetica Neue", Roboto, "Noto Sans CJK SC",
  Arial, sans-serif; color: #333; overflow-wrap: break-word; }
[hidden] { display: none !important; }
m-swiper, m-cover-view, m-movable-area { position: relative; }
m-scroll-view, m-picker-view { scrollbar-width: none; }
m-scroll-view[scroll-y] { overflow-y: auto; }
m-scroll-view[scroll-x] { overflow-x: auto; }
m-button { border: 1px solid #ddd; border-radius: 5px; background-color: #fff; color: #000; white-space: nowrap;
  text-overflow: ellipsis; padding: 0 14px; }
m-button[type=primary] { border-color: #1677ff; background-color: #1677ff; color: #fff; }
m-button[type=warn] { border-color: #e94f4f; background-color: #e94f4f; color: #fff; }
m-button[plain] { background-color: transparent; border-color: currentColor; }
m-button[plain][type=primary] { color: #1677ff; }
m-button[plain][type=warn] { color: #e94f4f; }
m-button[disabled] { opacity: .45; }
m-button[loading]::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .4em;
  border: 2px solid currentColor; border-right-color: transparent; border-radius: 50%; vertical-align: -.08em;
  box-sizing: border-box; }
m-input, m-textarea { background-color: #fff; }
m-input { display: flex; align-items: center; white-space: nowrap; }
m-textarea { white-space: pre-wrap; }
m-input > s, m-textarea > s { color: #b2b2b2; text-decoration: none; }
m-checkbox, m-radio { position: relative; box-sizing: border-box; border: 1px solid #ccc; border-radius: 50%;
  background-color: #fff; vertical-align: middle; }
m-checkbox { border-radius: 4px; }
m-checkbox[checked], m-radio[checked] { border-color: #1677ff; background-color: #1677ff; }
m-checkbox[checked]::after, m-radio[checked]::after { content: ""; position: absolute; left: 7px; top: 3px; width: 5px;
  height: 10px; border: solid #fff; border-width: 0 2px 2px 0; transform: rotate(45deg); }
m-checkbox[disabled], m-radio[disabled], m-switch[disabled] { opacity: .4; }
m-switch { position: relative; border-radius: 16px; background-color: #e5e5e5; vertical-align: middle; }
m-switch::after { content: ""; position: absolute; left: 2px; top: 2px; width: 27px; height: 27px; border-radius: 50%;
  background-color: #fff; box-shadow: 0 1px 3px rgba(0, 0, 0, .3); }
m-switch[checked] { background-color: #1677ff; }
m-switch[checked]::after { left: 22px; }
m-slider { display: flex; align-items: center; padding: 0 12px; }
m-slider > b { position: relative; flex: 1; height: 4px; border-radius: 2px; background: #ddd; }
m-slider > b > i { position: absolute; left: 0; top: 0; height: 4px; border-radius: 2px; background: #1677ff; }
m-slider > b > i::after { content: ""; position: absolute; right: -11px; top: -9px; width: 22px; height: 22px;
  border-radius: 50%; background: #fff; box-shadow: 0 1px 4px rgba(0, 0, 0, .3); }
m-slider > u { margin-left: 20px; color: #888; font-size: 14px; text-decoration: none; }
m-progress { position: relative; display: flex; align-items: center; overflow: visible; }
m-progress:has(> u) { margin: 7px 0; }
m-progress > b { flex: 1; height: 100%; border-radius: 3px; background: #e5e5e5; overflow: hidden; }
m-progress > b > i { display: block; height: 100%; background: #1677ff; }
m-progress > u { margin-left: 10px; color: #888; font-size: 14px; text-decoration: none; }
m-icon { position: relative; border-radius: 50%; background-color: #1677ff; color: #fff; vertical-align: middle;
  text-align: center; font-style: normal; }
m-icon > i { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center;
  font-style: normal; font-weight: 600; font-size: 14px; line-height: 1; }
m-image, m-cover-image { position: relative; overflow: hidden; vertical-align: middle; }
m-image > img, m-cover-image > img, m-canvas > img { position: absolute; inset: 0; width: 100%; height: 100%; }
m-image > i, m-cover-image > i, .m-stand-in { position: absolute; inset: 0; display: flex; align-items: center;
  justify-content: center; overflow: hidden; font: 11px/1.2 sans-serif; color: #9aa3ad;
  background: repeating-linear-gradient(45deg, #eef1f4 0 8px, #e6eaee 8px 16px); }
m-canvas, m-map, m-video, m-camera, m-ar-camera, m-lottie, m-web-view { position: relative; overflow: hidden;
  vertical-align: middle; }
m-video > .m-stand-in { background: #17191c; color: #aab; }
m-navigator { cursor: pointer; }
.m-dots { position: absolute; left: 0; right: 0; bottom: 8px; display: flex; justify-content: center; gap: 6px; }
.m-dots > i { width: 7px; height: 7px; border-radius: 50%; background: rgba(0, 0, 0, .25); }
.m-dots > i.on { background: #1677ff; }
"""

FRAME = """
html { background: #dfe3e8; }
body { margin: 0; padding: 24px 0; }
m0-phone { display: flex; flex-direction: column; position: relative; box-sizing: content-box; margin: 0 auto;
  overflow: hidden; border: 1px solid #c4c9cf; border-radius: 28px; box-shadow: 0 12px 40px rgba(20, 30, 50, .22);
  transform: translateZ(0); }
m0-title { display: flex; align-items: center; box-sizing: border-box; height: 64px; padding: 20px 12px 0;
  font: 600 17px/44px -apple-system, "PingFang SC", "Helvetica Neue", Roboto, "Noto Sans CJK SC", Arial, sans-serif; }
m0-back { width: 11px; height: 11px; margin: 0 10px 0 6px; border: solid currentColor; border-width: 0 0 2px 2px;
  transform: rotate(45deg); }
m0-text { flex: 1; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
m0-capsule { display: flex; align-items: center; justify-content: space-around; width: 86px; height: 30px;
  border: 1px solid rgba(128, 128, 128, .35); border-radius: 16px; }
m0-capsule > i { width: 16px; height: 16px; border-radius: 50%; border: 2px solid currentColor;
  box-sizing: border-box; }
m0-capsule > i:first-child { border: 0; height: 4px; width: 18px; border-radius: 2px; background:
  radial-gradient(circle, currentColor 2px, transparent 2.5px) 0 0/6px 4px; }
m0-tabs { display: flex; height: 50px; border-top: 1px solid rgba(0, 0, 0, .1); font: 11px/14px sans-serif; }
m0-tab { display: flex; flex: 1; flex-direction: column; align-items: center; justify-content: center; gap: 3px; }
m0-tab > img { width: 24px; height: 24px; }
m0-tab > i { width: 20px; height: 20px; border-radius: 6px; background: currentColor; opacity: .35; }
"""
