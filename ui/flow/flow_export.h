// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "ui/flow/flow_painter.h"

#include <QByteArray>
#include <QString>

namespace symbolon::ui {

// The picture of an exchange as a file's bytes. Values of the tenant appear as text only, escaped by the writer of the
// format; tokens are never part of a layout.
[[nodiscard]] Result<QByteArray> flowAsSvg(const ExchangeLayout &layout, const FlowLook &look, const QString &title);
// `scale`: device pixels per layout pixel.
[[nodiscard]] Result<QByteArray> flowAsPng(const ExchangeLayout &layout, const FlowLook &look, qreal scale);

} // namespace symbolon::ui
