// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lengths of the interface in device-independent pixels at text scale 1; Theme::px() enlarges those that hold text. All
// on a 4 px grid.
namespace symbolon::ui::metrics {

inline constexpr int grid = 4;
inline constexpr int space1 = 4;
inline constexpr int space2 = 8;
inline constexpr int space3 = 12;
inline constexpr int space4 = 16;
inline constexpr int space6 = 24;

inline constexpr int pageMargin = 20;
inline constexpr int panelPadding = 16;
inline constexpr int panelGap = 16;

inline constexpr int topBar = 44;
inline constexpr int rail = 176;
inline constexpr int railCollapsed = 48;
inline constexpr int railItem = 32;
inline constexpr int statusBar = 26;
inline constexpr int pageHeader = 52;
inline constexpr int tableHeader = 30;

inline constexpr int rowTwoLine = 46;
inline constexpr int rowOneLine = 34;
inline constexpr int rowTwoLineCompact = 38;
inline constexpr int rowOneLineCompact = 26;

inline constexpr int control = 30;      // buttons and fields
inline constexpr int controlSmall = 24; // buttons and fields inside panels
inline constexpr int icon = 16;
inline constexpr int iconSmall = 14; // in small controls
inline constexpr int tile = 26;      // the tinted square behind an icon in a two-line cell
inline constexpr int tileSmall = 22;

inline constexpr int radius = 6;
inline constexpr int radiusPanel = 8;
inline constexpr int radiusBadge = 4;
inline constexpr int focusWidth = 2;
inline constexpr int focusGap = 2;
inline constexpr int selectionBar = 3;
inline constexpr int scrollBar = 12;

inline constexpr int motionMs = 120; // the longest animation of opacity or position
inline constexpr int flowStepMs = 700;

} // namespace symbolon::ui::metrics
