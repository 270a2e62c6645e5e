// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_glyph.h"

#include <QFile>
#include <QHash>
#include <QPainter>
#include <QSvgRenderer>

#include <memory>

namespace symbolon::ui {

void paintGlyphAsVectors(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color)
{
    // The drawings are made with black strokes and fills; the colour takes their place. A handful of glyphs in two
    // themes: parsed once each.
    static QHash<QString, std::shared_ptr<QSvgRenderer>> cache;
    const QString path = glyphPath(glyph);
    if (path.isEmpty())
        return;
    const QString key = path + color.name(QColor::HexRgb);
    std::shared_ptr<QSvgRenderer> &renderer = cache[key];
    if (!renderer) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QByteArray drawing = file.readAll();
        drawing.replace(QByteArrayLiteral("\"#000\""), QByteArray('"' + color.name(QColor::HexRgb).toLatin1() + '"'));
        renderer = std::make_shared<QSvgRenderer>(drawing);
    }
    renderer->render(&painter, rect);
}

} // namespace symbolon::ui
