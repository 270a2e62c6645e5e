// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_export.h"

#include "base/shown.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace symbolon::ui {

Result<QByteArray> flowAsSvg(const ExchangeLayout &layout, const FlowLook &look, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(layout.size.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), layout.size));
    // QSvgGenerator writes the title without escaping it.
    generator.setTitle(shown(title).toHtmlEscaped());
    QPainter painter;
    if (!painter.begin(&generator))
        return failure(Error{.kind = ErrorKind::Storage, .subject = title});
    paintFlow(painter, layout, look, -1);
    painter.end();
    return bytes;
}

Result<QByteArray> flowAsPng(const ExchangeLayout &layout, const FlowLook &look, qreal scale)
{
    QImage image((layout.size * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(look.ground);
    QPainter painter(&image);
    paintFlow(painter, layout, look, -1);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return failure(Error{.kind = ErrorKind::Storage});
    return bytes;
}

} // namespace symbolon::ui
